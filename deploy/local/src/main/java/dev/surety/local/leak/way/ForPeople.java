package dev.surety.local.leak.way;

/** What is asked in one's own name, about one document at a time: services have other ways. */
abstract class ForPeople implements Way {

    /** What it aims with. */
    final Field field;

    private final String name;
    private final int weight;

    ForPeople(Field field, String name, int weight) {
        this.field = field;
        this.name = name;
        this.weight = weight;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int weight() {
        return weight;
    }

    @Override
    public final boolean isForPeopleOnly() {
        return true;
    }
}
