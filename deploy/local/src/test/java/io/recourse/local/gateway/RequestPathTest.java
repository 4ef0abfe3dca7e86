package io.recourse.local.gateway;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/api/complaints, /api/complaints",
        "/api/complaints/, /api/complaints/",
        "/api/../q/health, /q/health",
        "/api/%2e%2e/q/health, /q/health",
        "/api/.%2E/q, /q",
        "/../../q, /q",
        "//q/health, /q/health",
        "/./q//health, /q/health",
        "/%71/health, /q/health",
        "/q;x=1/health, /q/health",
        "/api/..;/q/health, /q/health",
        "/api/calendars/caf%C3%A9, /api/calendars/caf%C3%A9",
        "/%2571, /%2571",
    })
    void hasOneFormForAllSpellings(String path, String normalized) {
        assertEquals(Optional.of(normalized), RequestPath.normalize(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/complaints/..%2f..%2fq/health",
                "/api/..%2Fq",
                "/api/..%5cq",
                "/api/..\\q",
                "/api/users/%00",
                "/api/users/%0d%0aX",
                "/api/%zz",
                "/api/%",
                "q/health",
                "*",
                ""
            })
    void knowsNoPathWithHiddenSlashesOrControlCharacters(String path) {
        assertEquals(Optional.empty(), RequestPath.normalize(path));
    }

    @Test
    void knowsNoPathWhereThereIsNone() {
        assertEquals(Optional.empty(), RequestPath.normalize(null));
    }
}
