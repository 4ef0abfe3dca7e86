package io.recourse.identity.account;

import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.recourse.platform.problem.InvalidInputException;

/**
 * Brings phone numbers into the one form that can be dialled from everywhere and compared (E.164). Whether a number of
 * the right length is in service is not judged: numbering plans change faster than libraries.
 */
@ApplicationScoped
class PhoneNumbers {

    private static final String FIELD = "phone";

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String defaultRegion;

    @Inject
    PhoneNumbers(AccountConfig config) {
        defaultRegion = config.defaultRegion().strip().toUpperCase(Locale.ROOT);
    }

    void start(@Observes StartupEvent started) {
        if (!numbers.getSupportedRegions().contains(defaultRegion)) {
            throw new ConfigurationException(
                    "RECOURSE_ACCOUNTS_DEFAULT_REGION must be a country such as DE, and is " + defaultRegion);
        }
    }

    /**
     * The profile with its phone number as E.164.
     *
     * @param present the number that the account has, null for none: unchanged it stays as it is, so that one from the
     *     time before numbers were checked stands in nobody's way
     * @throws InvalidInputException (400) when the phone is not a number
     */
    EditProfile normalized(EditProfile profile, String present) {
        String phone = profile.phone();
        return phone == null || phone.isBlank() || Objects.equals(phone, present)
                ? profile
                : profile.withPhone(e164(phone));
    }

    private String e164(String text) {
        try {
            PhoneNumber number = numbers.parse(text, defaultRegion);
            if (number.hasExtension()) {
                throw new InvalidInputException(FIELD, "must have no extension");
            }
            if (numbers.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
                throw noNumber();
            }
            return numbers.format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException nonsense) {
            throw noNumber();
        }
    }

    private InvalidInputException noNumber() {
        return new InvalidInputException(
                FIELD, "must be a phone number, with its country code after a + unless it is of " + defaultRegion);
    }
}
