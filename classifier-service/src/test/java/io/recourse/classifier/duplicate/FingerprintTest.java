package io.recourse.classifier.duplicate;

import java.util.Optional;

import io.recourse.classifier.label.ComplaintText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FingerprintTest {

    private static final double THRESHOLD = 0.3;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    We have had no water since this morning in Mill Lane. | There is no water in Mill Lane since this morning!
                    My card was charged twice for order 4711, refund one. | You charged my card twice for order 4711, still no refund.
                    The app crashes when I open the map. Please fix it.   | Please fix the app, it crashes whenever I open the map.
                    Seit heute früh haben wir in der Mühlgasse kein Wasser| In der Mühlgasse gibt es seit heute früh kein Wasser mehr
                    सीढ़ियों में गैस की बदबू आ रही है, जल्दी आइए                    | गैस की बदबू आ रही है सीढ़ियों में, कोई नहीं आया
                    THE LIFT IN ORCHARD ROAD IS BROKEN AGAIN              | the lift in Orchard Raod is broken again
                    """)
    void theSameMatterInOtherWordsIsAlike(String one, String other) {
        assertTrue(similarity(one, other) >= THRESHOLD, () -> "only " + similarity(one, other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    We have had no water since this morning in Mill Lane. | My card was charged twice for order 4711, refund one.
                    The app crashes when I open the map. Please fix it.   | The website does not load my invoices, please help.
                    My parcel with the blue lamp has not arrived.         | My address on the invoice is wrong, please change it.
                    Seit heute früh haben wir in der Mühlgasse kein Wasser| Der Aufzug in der Mühlgasse steht seit einer Woche still
                    """)
    void anotherMatterIsNot(String one, String other) {
        assertTrue(similarity(one, other) < THRESHOLD, () -> "as much as " + similarity(one, other));
    }

    @Test
    void theSameTextIsTheSame() {
        assertEquals(1, similarity("The lift stands still.", "  the LIFT stands still "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "no", "a b c 12345", "!!!"})
    void aTextOfShortWordsHasNone(String text) {
        assertEquals(Optional.empty(), Fingerprint.of(new ComplaintText("", text)));
    }

    @Test
    void isTheSameAfterItWasKept() {
        Fingerprint fingerprint = fingerprint("The lift stands still.");

        Fingerprint kept = Fingerprint.of(fingerprint.bytes());

        assertArrayEquals(fingerprint.bytes(), kept.bytes());
        assertEquals(1, fingerprint.similarity(kept));
        assertEquals(256, fingerprint.bytes().length);
    }

    private static double similarity(String one, String other) {
        return fingerprint(one).similarity(fingerprint(other));
    }

    private static Fingerprint fingerprint(String text) {
        return Fingerprint.of(new ComplaintText("", text)).orElseThrow();
    }
}
