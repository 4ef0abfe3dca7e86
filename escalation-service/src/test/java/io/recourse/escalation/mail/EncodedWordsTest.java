package io.recourse.escalation.mail;

import jakarta.mail.internet.MimeUtility;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EncodedWordsTest {

    private static final String WORD = "=\\?UTF-8\\?B\\?[A-Za-z0-9+/]+=*\\?=";

    @Test
    void leavesPlainAsciiAsItIs() {
        assertThat(EncodedWords.of("[#42] Resolved: No water = no tea?"))
                .isEqualTo("[#42] Resolved: No water = no tea?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[#42] Resolved: K\u00fcche ohne Wasser",
                "[#42] Resolved: \ud83d\udca7 in the cellar \ud83d\ude31",
                "[#42] Resolved: \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\uddee\ud83c\uddf8",
                "[#42] Resolved: =?UTF-8?Q?Paid=21?=",
                "[#42] Resolved: \u6c34\u6f0f\u308c\u304c\u3042\u308a\u307e\u3059\u3002\u3059\u3050\u306b\u6765\u3066\u304f\u3060\u3055\u3044\u3002\u6c34\u6f0f\u308c\u304c\u3042\u308a\u307e\u3059\u3002\u3059\u3050\u306b\u6765\u3066\u304f\u3060\u3055\u3044\u3002",
                "[#42] Resolved: x\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7\ud83d\udca7",
            })
    void encodesEverythingElseInWholeCharactersAndShortLines(String subject) throws Exception {
        String value = EncodedWords.of(subject);

        assertThat(value.split("\n ")).allSatisfy(word -> {
            assertThat(word).matches(WORD);
            assertThat(word).hasSizeLessThanOrEqualTo(75 - "Subject: ".length() + 3);
            assertThat(MimeUtility.decodeWord(word)).doesNotContain("\ufffd");
        });
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(value.replace("\n", "\r\n"))))
                .isEqualTo(subject);
    }
}
