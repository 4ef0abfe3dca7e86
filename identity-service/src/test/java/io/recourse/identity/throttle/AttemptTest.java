package io.recourse.identity.throttle;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptTest {

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        assertThat(address("2001:db8:1:2::1")).isEqualTo(address("2001:db8:1:2:ffff::2"));
        assertThat(address("2001:db8:1:2::1")).isNotEqualTo(address("2001:db8:1:3::1"));
    }

    @Test
    void countsEveryIpv4AddressByItself() {
        assertThat(address("192.0.2.1")).isNotEqualTo(address("192.0.2.2"));
    }

    @Test
    void countsWhatIsNoAddressByItself() {
        assertThat(address("unknown")).isEqualTo("address:unknown");
    }

    @Test
    void countsANameWhateverTheCaseOfItsLetters() {
        assertThat(new Attempt("Ada", "192.0.2.1").subjects().getFirst())
                .isEqualTo(new Attempt("aDA", "192.0.2.1").subjects().getFirst());
    }

    private static String address(String text) {
        return new Attempt("ada", text).subjects().getLast();
    }
}
