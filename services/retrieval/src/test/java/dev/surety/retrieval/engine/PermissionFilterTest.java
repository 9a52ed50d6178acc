package dev.surety.retrieval.engine;

import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class PermissionFilterTest {

    @Test
    void saysTheRuleOfAccessInTheEnginesWords() throws JsonProcessingException {
        var grant = aGrant().ofTenant("kestrel").tagged("user:alice", "group:people").clearedTo(2).grant();

        var filter = PermissionFilter.of(grant);

        assertEquals(json("""
                {"bool": {
                  "filter": [
                    {"bool": {
                      "minimum_should_match": 1,
                      "should": [
                        {"term": {"allow": "public"}},
                        {"bool": {"filter": [{"term": {"tenant": "kestrel"}}, {"terms": {"allow": ["group:people", "user:alice"]}}]}}]}},
                    {"range": {"clearance": {"lte": 2}}}],
                  "must_not": [{"terms": {"deny": ["group:people", "user:alice"]}}]}}"""), filter);
    }

    @Test
    void namesInAGrantStayValues() throws JsonProcessingException {
        var grant = aGrant().ofTenant("a\"}, {\"match_all\": {}").tagged("group:*").grant();

        var filter = PermissionFilter.of(grant);

        assertEquals(json("""
                {"bool": {
                  "filter": [
                    {"bool": {
                      "minimum_should_match": 1,
                      "should": [
                        {"term": {"allow": "public"}},
                        {"bool": {"filter": [{"term": {"tenant": "a\\"}, {\\"match_all\\": {}"}}, {"terms": {"allow": ["group:*"]}}]}}]}},
                    {"range": {"clearance": {"lte": 0}}}],
                  "must_not": [{"terms": {"deny": ["group:*"]}}]}}"""), json(filter.toString()));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(text);
    }
}
