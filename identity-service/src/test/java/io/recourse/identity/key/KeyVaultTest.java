package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyVaultTest {

    private static final byte[] PRIVATE_KEY = "a private key".getBytes(StandardCharsets.UTF_8);

    private final KeyVault vault = vault("0123456789abcdef0123456789abcdef");

    @Test
    void opensWhatItSealed() {
        byte[] sealed = vault.seal("kid", PRIVATE_KEY);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
        assertThat(vault.open("kid", sealed)).isEqualTo(PRIVATE_KEY);
    }

    @Test
    void opensNothingThatWasSealedUnderAnotherSecret() {
        byte[] sealed = vault("another secret of at least 32 characters").seal("kid", PRIVATE_KEY);

        assertThatThrownBy(() -> vault.open("kid", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RECOURSE_KEYS_SECRET");
    }

    @Test
    void opensNothingThatWasSealedForAnotherKey() {
        byte[] sealed = vault.seal("kid", PRIVATE_KEY);

        assertThatThrownBy(() -> vault.open("other", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void demandsASecretThatNobodyCanGuess() {
        assertThatThrownBy(() -> vault(null)).hasMessageContaining("RECOURSE_KEYS_SECRET must be set");
        assertThatThrownBy(() -> vault("short")).hasMessageContaining("RECOURSE_KEYS_SECRET must be set");
    }

    private static KeyVault vault(String secret) {
        return new KeyVault(new Configured(Optional.ofNullable(secret), Duration.ZERO));
    }

    private record Configured(Optional<String> secret, Duration rotateEvery) implements KeyConfig {}
}
