package dev.surety.retrieval.embed;

/** The models whose weights are on board. */
public enum OnboardModel {
    /** Embeds questions with an instruction before them and pools the first token, as its authors say. */
    BGE_SMALL("bge-small-en-v1.5-q", "Represent this sentence for searching relevant passages: ", Pooling.FIRST_TOKEN),
    /** Smaller and faster; averages its tokens. */
    MINI_LM("all-minilm-l6-v2-q", "", Pooling.MEAN);

    private final String label;
    private final String queryPrefix;
    private final Pooling pooling;

    OnboardModel(String label, String queryPrefix, Pooling pooling) {
        this.label = label;
        this.queryPrefix = queryPrefix;
        this.pooling = pooling;
    }

    /** As the resources are named. */
    public String label() {
        return label;
    }

    String queryPrefix() {
        return queryPrefix;
    }

    Pooling pooling() {
        return pooling;
    }

    String weights() {
        return label + ".onnx";
    }

    String tokenizer() {
        return label + "-tokenizer.json";
    }

    /** How a text's vector is made of its tokens' vectors. */
    enum Pooling {
        FIRST_TOKEN,
        MEAN
    }
}
