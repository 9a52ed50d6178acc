package dev.surety.local.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.event.Topics;
import org.junit.jupiter.api.Test;

class KafkaTopicsTest {

    @Test
    void deadLettersGoWhereTheServicesSendThem() {
        assertEquals(Topics.SOURCE_DOCUMENTS_DLQ, KafkaTopics.deadLetterTopic(Topics.SOURCE_DOCUMENTS));
        assertEquals(Topics.ANSWERS_DLQ, KafkaTopics.deadLetterTopic(Topics.ANSWERS));
        assertEquals(Topics.POLICY_DECISIONS_DLQ, KafkaTopics.deadLetterTopic(Topics.POLICY_DECISIONS));
    }
}
