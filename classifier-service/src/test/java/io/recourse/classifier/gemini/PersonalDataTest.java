package io.recourse.classifier.gemini;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class PersonalDataTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Write to jane.doe+x@mail.example.co.uk. Thanks          | Write to [email]. Thanks
                    jürgen@müller.example wrote                             | [email] wrote
                    jane (at) example.com                                   | [email]
                    ＪＡＮＥ＠ｅｘａｍｐｌｅ．ｃｏｍ                               | [email]
                    ja\u00adne@example.com                                  | [email]
                    Card 4111111111111111!                                  | Card [card]!
                    Card 4111 1111 1111 1111 exp 12/27                      | Card [card] exp 12/27
                    Card 3782-822463-10005                                  | Card [card]
                    my card is 4111-1111-1111-1111 123                      | my card is [card]
                    IBAN DE89 3704 0044 0532 0130 00 please                 | IBAN [iban] please
                    GB82WEST12345698765432.                                 | [iban].
                    nl91 abna 0417 1643 00 is mine                          | [iban] is mine
                    Call +49 (0)30 123456-78 now                            | Call [phone] now
                    Call (555) 123-4567                                     | Call [phone]
                    Call 555-123-4567                                       | Call [phone]
                    Ruf 0171/1234567 an                                     | Ruf [phone] an
                    06 12 34 56 78                                          | [phone]
                    0044 20 7946 0958                                       | [phone]
                    """)
    void masksPersonalData(String text, String masked) {
        assertEquals(masked, PersonalData.mask(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Since 2026-11-20 10:12 nothing works",
                "On 3.11.2026 and 03/11/2026 and 3-11-26",
                "You took 1 250 000 EUR instead of 12.500 EUR",
                "12,345.67 dollars on invoice INV-20331",
                "Room 12, flat 4711, 24 seats, 100 %",
                "API returns 503 since 10:12 UTC",
                "5 apples @ 3 each",
            })
    void leavesTheRest(String text) {
        assertEquals(text, PersonalData.mask(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1 ", "a", "a.", "a@", "DE12", "+", "((", "4111 ", "1-2-3-", "\u200b", "de11 a"})
    void isQuickWithAnyText(String piece) {
        String text = piece.repeat(10_000 / piece.length());

        assertTimeout(Duration.ofSeconds(1), () -> PersonalData.mask(text));
    }

    @Test
    void leavesAnEmptyTextEmpty() {
        assertEquals("", PersonalData.mask(""));
    }
}
