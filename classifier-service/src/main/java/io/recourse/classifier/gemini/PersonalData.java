package io.recourse.classifier.gemini;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Masks what identifies a person and says nothing about a complaint: e-mail addresses, card numbers, IBANs and phone
 * numbers. When in doubt a number is masked; dates, times and sums of money stay, because labels depend on them.
 */
final class PersonalData {

    /** Characters that are not seen and would hide an address from the patterns. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]");

    /** Begins where a run of address characters begins, so that a long text is gone through once. */
    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]++(?:@|\\s?[(\\[]at[)\\]]\\s?)[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)*+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IBAN =
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{2}\\d{2}(?:[ -]?[A-Za-z0-9]){11,30}+");

    /** A date or time, which stays, or else a run of digits with what people write between them. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<date>(?<![\\d-])(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4})"
                    + "(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2})?)?(?![\\d]))"
                    + "|(?<run>(?:\\+|\\()?\\d(?:[ ()./-]{0,3}\\d)*+)");

    private static final Pattern MONEY = Pattern.compile("[1-9]\\d{0,2}(?:[. ]\\d{3}){1,3}");
    private static final Pattern CURRENCY_AHEAD = Pattern.compile(".*(?:[$€£¥]|\\b[A-Z]{3}) ?$", Pattern.DOTALL);
    private static final Pattern CURRENCY_BEHIND =
            Pattern.compile("^(?:[,.]\\d{1,2})? ?(?:[$€£¥]|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?)\\b)");

    private static final int CARD_SHORTEST = 13;
    private static final int CARD_LONGEST = 19;
    private static final int PHONE_SHORTEST = 7;
    private static final int IBAN_SHORTEST = 15;
    private static final int CONTEXT = 4;
    private static final BigInteger IBAN_DIVISOR = BigInteger.valueOf(97);

    private PersonalData() {}

    /** The text with its personal data masked, and in Unicode's compatible form. */
    static String mask(String text) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        String withoutEmails = EMAIL.matcher(visible).replaceAll("[email]");
        String withoutIbans = IBAN.matcher(withoutEmails).replaceAll(found -> maskIban(found.group()));
        return NUMBER.matcher(withoutIbans).replaceAll(found -> maskNumber(found, withoutIbans));
    }

    /** The pattern may have taken in words behind the IBAN: the longest beginning with the right checksum is it. */
    private static String maskIban(String candidate) {
        for (int end = candidate.length(); end >= IBAN_SHORTEST; end--) {
            boolean betweenWords = end == candidate.length() || !Character.isLetterOrDigit(candidate.charAt(end));
            if (betweenWords && isIban(candidate.substring(0, end).replaceAll("[ -]", ""))) {
                return "[iban]" + java.util.regex.Matcher.quoteReplacement(candidate.substring(end));
            }
        }
        return java.util.regex.Matcher.quoteReplacement(candidate);
    }

    private static boolean isIban(String compact) {
        if (compact.length() < IBAN_SHORTEST) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        String rotated = (compact.substring(4) + compact.substring(0, 4)).toUpperCase(Locale.ROOT);
        for (char c : rotated.toCharArray()) {
            digits.append(Character.digit(c, 36));
        }
        return new BigInteger(digits.toString()).mod(IBAN_DIVISOR).intValue() == 1;
    }

    private static String maskNumber(MatchResult found, String text) {
        String run = found.group();
        if (found.group("date") != null || isMoney(found, text)) {
            return java.util.regex.Matcher.quoteReplacement(run);
        }
        String digits = run.replaceAll("\\D", "");
        if (containsCard(run)) {
            return "[card]";
        }
        return digits.length() >= PHONE_SHORTEST ? "[phone]" : java.util.regex.Matcher.quoteReplacement(run);
    }

    private static boolean isMoney(MatchResult found, String text) {
        String before = text.substring(Math.max(0, found.start() - CONTEXT), found.start());
        String after = text.substring(found.end(), Math.min(text.length(), found.end() + 2 * CONTEXT));
        boolean grouped = MONEY.matcher(found.group()).matches();
        return grouped
                && (found.group().length() <= "99.999.999".length()
                        || CURRENCY_AHEAD.matcher(before).matches()
                        || CURRENCY_BEHIND.matcher(after).find());
    }

    /** Whether digits of the run, from the beginning of a group to the end of a group, are a card number. */
    private static boolean containsCard(String run) {
        String[] groups = run.split("\\D+");
        for (int first = 0; first < groups.length; first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < groups.length && digits.length() < CARD_LONGEST; last++) {
                digits.append(groups[last]);
                if (digits.length() >= CARD_SHORTEST && digits.length() <= CARD_LONGEST && hasLuhnChecksum(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasLuhnChecksum(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
