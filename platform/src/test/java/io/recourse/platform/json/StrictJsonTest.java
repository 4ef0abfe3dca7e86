package io.recourse.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class StrictJsonTest {

    record Sample(String firstName, Integer age, boolean keen) {}

    private final ObjectMapper mapper = new ObjectMapper();

    @BeforeEach
    void customize() {
        new StrictJson().customize(mapper);
    }

    @Test
    void readsSnakeCaseAndTrims() throws JsonProcessingException {
        Sample sample = mapper.readValue("{\"first_name\":\"  Ana 😀 \",\"age\":7,\"keen\":true}", Sample.class);

        assertEquals(new Sample("Ana 😀", 7, true), sample);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"first_nam\":\"Ana\"}",
                "{\"firstName\":\"Ana\"}",
                "{\"first_name\":\"Ana\",\"first_name\":\"Bo\"}",
                "{\"first_name\":5}",
                "{\"first_name\":[\"Ana\"]}",
                "{\"first_name\":\"a\\u0000\"}",
                "{\"first_name\":\"a\\ud83d\"}",
                "{\"first_name\":\"a\\ude00\\ud83d\"}",
                "{\"age\":\"7\"}",
                "{\"age\":7.5}",
                "{\"age\":99999999999}",
                "{\"keen\":\"true\"}",
                "{\"keen\":1}",
                "{\"keen\":null}",
                "{\"age\":7} {\"age\":8}",
                "{\"age\":7"
            })
    void refusesWhatItWouldHaveToGuess(String json) {
        assertThrows(JsonProcessingException.class, () -> mapper.readValue(json, Sample.class));
    }
}
