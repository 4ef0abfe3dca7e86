package io.recourse.identity.account;

import io.recourse.platform.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PhoneNumbersTest {

    private final PhoneNumbers german = new PhoneNumbers(() -> "de");

    @ParameterizedTest
    @CsvSource({
        "+49 30 901820,           +4930901820",
        "+49 (0)30 / 9018-20,     +4930901820",
        "030 901820,              +4930901820",
        "0049 30 901820,          +4930901820",
        "tel:+49-30-901820,       +4930901820",
        "+1 (415) 555-2671,       +14155552671",
        "+44 20 7946 0958,        +442079460958",
        "+39 06 698 12345,        +390669812345",
        "+62 21 6539 0605,        +622165390605",
        "＋49 30 901820,      +4930901820",
        "+4930901820,             +4930901820",
    })
    void writesNumbersInOneForm(String phone, String expected) {
        assertThat(normalized(phone, null)).isEqualTo(expected);
    }

    @Test
    void readsNumbersWithoutCountryCodeAsThoseOfTheRegion() {
        PhoneNumbers american = new PhoneNumbers(() -> "US");

        assertThat(american.normalized(profile("(415) 555-2671"), null).phone()).isEqualTo("+14155552671");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call me",
                "1",
                "+",
                "+49",
                "+999 123456",
                "+49 30 123456789012345",
                "+1 555 0100",
                "12\u00003",
                "()()()()()"
            })
    void refusesWhatIsNoNumber(String phone) {
        assertThatThrownBy(() -> normalized(phone, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("phone number");
    }

    @Test
    void refusesToLoseAnExtension() {
        assertThatThrownBy(() -> normalized("+49 30 901820 ext. 12", null)).hasMessageContaining("extension");
    }

    @Test
    void leavesTheNumberThatIsThereAsItIs() {
        assertThat(normalized("ask for Paula", "ask for Paula")).isEqualTo("ask for Paula");
        assertThatThrownBy(() -> normalized("ask for Paul", "ask for Paula")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void knowsNoNumber() {
        assertThat(normalized(null, "+4930901820")).isNull();
        assertThat(normalized(" ", "+4930901820")).isBlank();
    }

    private String normalized(String phone, String present) {
        return german.normalized(profile(phone), present).phone();
    }

    private static EditProfile profile(String phone) {
        return new EditProfile("p@example.com", "Paula", "Person", phone, null);
    }
}
