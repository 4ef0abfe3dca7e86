package io.recourse.escalation.webhook;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookSecretsTest {

    private final UUID id = UUID.randomUUID();

    @Test
    void sealsASecretForItsWebhookAlone() {
        WebhookSecrets secrets = new WebhookSecrets("a key");

        String stored = secrets.store(id, "s3cret");

        assertThat(stored).doesNotContain("s3cret").isNotEqualTo(secrets.store(id, "s3cret"));
        assertThat(secrets.read(id, stored)).isEqualTo("s3cret");
        assertThatThrownBy(() -> secrets.read(UUID.randomUUID(), stored)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new WebhookSecrets("another key").read(id, stored))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsWhatWasStoredBeforeThereWasAKey() {
        String stored = new WebhookSecrets((String) null).store(id, "s3cret");

        assertThat(new WebhookSecrets("a key").read(id, stored)).isEqualTo("s3cret");
    }

    @Test
    void signsLikeTheReferenceImplementation() {
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
        assertThat(Signature.of("key", 1_700_000_000, "{}"))
                .isEqualTo("sha256=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
    }
}
