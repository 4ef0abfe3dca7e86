package io.recourse.identity.password;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Argon2idTest {

    private static final String PASSWORD = "staple-battery-horse";

    private final Argon2id small = new Argon2id(64, 1, 1);

    /** Made with the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1}. */
    @Test
    void agreesWithTheReferenceImplementation() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(Argon2id.matches("password", reference)).isTrue();
        assertThat(Argon2id.matches("Password", reference)).isFalse();
    }

    @Test
    void knowsItsOwnHashes() {
        String hash = small.hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain(PASSWORD);
        assertThat(Argon2id.matches(PASSWORD, hash)).isTrue();
        assertThat(Argon2id.matches("another", hash)).isFalse();
    }

    @Test
    void saltsEveryHashAnew() {
        assertThat(small.hash(PASSWORD)).isNotEqualTo(small.hash(PASSWORD));
    }

    @Test
    void knowsAPasswordHoweverTheKeyboardComposesIt() {
        assertThat(Argon2id.matches("cafe\u0301-cafe\u0301", small.hash("caf\u00e9-caf\u00e9")))
                .isTrue();
    }

    @Test
    void tellsHashesOfOtherParameters() {
        assertThat(small.made(small.hash(PASSWORD))).isTrue();
        assertThat(small.made(new Argon2id(128, 1, 1).hash(PASSWORD))).isFalse();
    }

    @Test
    void matchesNothingWithTheHashOfNobody() {
        assertThat(Argon2id.matches("", small.unmatchable())).isFalse();
        assertThat(small.made(small.unmatchable())).isTrue();
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> Argon2id.matches(PASSWORD, "plain")).isInstanceOf(IllegalArgumentException.class);
    }
}
