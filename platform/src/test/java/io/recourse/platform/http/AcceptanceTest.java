package io.recourse.platform.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AcceptanceTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*/*",
                "image/*",
                "IMAGE/PNG",
                "image/png;q=0.001",
                "text/html, image/webp;q=0, */*; q=0.8",
                "image/*;q=0, image/png",
                "image/png;level=1"
            })
    void takes(String accept) {
        assertTrue(Acceptance.accepts(accept, "image/png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/webp",
                "image/png;q=0",
                "*/*;q=0.0",
                "*/*, image/png; q=0",
                "image/*;q=0, */*"
            })
    void refuses(String accept) {
        assertFalse(Acceptance.accepts(accept, "image/png"));
    }
}
