package io.recourse.migrate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Who is who: the accounts that there are, and whom a dump means by its own ids. */
final class People {

    /** Somebody with an account. */
    record Person(UUID id, String username, String name, String email, String role, boolean active) {

        boolean isStaff() {
            return !role.equals("user");
        }
    }

    private final Map<UUID, Person> byId = new HashMap<>();
    private final Map<String, Person> byUsername = new HashMap<>();
    private final Map<String, Person> byEmail = new HashMap<>();
    private final Map<String, UUID> byReference = new HashMap<>();

    void add(Person person) {
        byId.put(person.id(), person);
        byUsername.put(key(person.username()), person);
        byEmail.put(key(person.email()), person);
    }

    /** Notes whom a dump means by one of its ids. */
    void refer(String reference, UUID id) {
        byReference.put(reference, id);
    }

    boolean isKnown(String reference) {
        return byReference.containsKey(reference);
    }

    Person byUsername(String username) {
        return byUsername.get(key(username));
    }

    Person byEmail(String email) {
        return byEmail.get(key(email));
    }

    /**
     * Finds whom a row means.
     *
     * @param reference an id of the dump, a username or an e-mail address
     * @throws RefusedException when there is nobody of that name
     */
    Person find(String field, String reference) {
        UUID id = byReference.get(reference);
        Person found = id == null ? byUsername(reference) : byId.get(id);
        if (found == null) {
            found = byEmail(reference);
        }
        if (found == null) {
            throw new RefusedException(field + " is nobody who is known here");
        }
        return found;
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
