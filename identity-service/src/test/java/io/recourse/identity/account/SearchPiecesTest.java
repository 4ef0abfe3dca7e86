package io.recourse.identity.account;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchPiecesTest {

    @Test
    void takesAShortTextAsItIs() {
        assertThat(SearchPieces.of("ada")).containsExactly("%ada%");
        assertThat(SearchPieces.of("ada.lo")).containsExactly("%ada.lo%");
    }

    @Test
    void cutsALongerTextFromEndToEnd() {
        assertThat(SearchPieces.of("lovelace")).containsExactly("%lovela%", "%velace%");
    }

    @Test
    void cutsTheLongestTextIntoAFew() {
        String text = "abcdefghij".repeat(20);

        String[] pieces = SearchPieces.of(text);

        assertThat(pieces).hasSizeLessThanOrEqualTo(16);
        assertThat(pieces[0]).isEqualTo("%abcdef%");
        assertThat(pieces[pieces.length - 1]).isEqualTo("%efghij%");
    }

    @Test
    void leavesOutWhatHasNoTrigram() {
        assertThat(SearchPieces.of("ad")).isEmpty();
        assertThat(SearchPieces.of("a-b-c-d")).isEmpty();
        assertThat(SearchPieces.of("-1.2-3 abc")).containsExactly("%-3 abc%");
    }

    @Test
    void takesWildcardsLiterally() {
        assertThat(SearchPieces.of("50%_a\\")).isEmpty();
        assertThat(SearchPieces.of("abc%_\\")).containsExactly("%abc\\%\\_\\\\%");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(SearchPieces.of("abc\ud83d\ude00\ud83d\ude00\ud83d\ude00d"))
                .containsExactly("%abc\ud83d\ude00\ud83d\ude00\ud83d\ude00%");
    }
}
