package io.recourse.escalation.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTest {

    @Test
    void knowsWhereAUrlLeads() {
        assertThat(Target.of("https://example.com/a%20b?c=d"))
                .contains(new Target(true, "example.com", 443, "/a%20b?c=d"));
        assertThat(Target.of("http://example.com:8080")).contains(new Target(false, "example.com", 8080, "/"));
        assertThat(Target.of("HTTP://[::1]/")).contains(new Target(false, "[::1]", 80, "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "https://",
                "http:///path",
                "http://user:password@example.com/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://exa mple.com/",
                "http://[fe80::1%25eth0]/",
                "javascript:alert(1)"
            })
    void refusesWhatIsNoTarget(String url) {
        assertThat(Target.of(url)).isEmpty();
    }

    @Test
    void refusesAnEndlessUrl() {
        assertThat(Target.of("http://example.com/" + "x".repeat(2_000))).isEmpty();
    }
}
