package io.recourse.identity.account;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import io.recourse.identity.event.UserSnapshot;
import io.recourse.platform.token.Role;

/** Somebody who can sign in. */
@Entity
@Table(name = "account")
public class Account {

    static final String USERNAME = "[A-Za-z0-9._-]{3,50}";
    static final String USERNAME_MESSAGE = "must be 3 to 50 of the characters A-Z a-z 0-9 . _ -";
    static final int EMAIL_MAX = 254;
    static final int NAME_MAX = 100;
    static final int PHONE_MAX = 50;
    static final String PHONE_RULE =
            "As people write it: with its country code after a +, or without when it is of the "
                    + "service's default country. Kept as E.164";
    static final int ADDRESS_MAX = 500;

    @Id
    private UUID id;

    private String username;
    private String email;

    @Column(name = "email_verified")
    private boolean emailVerified;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    private String phone;
    private String address;

    @Column(name = "customer_number")
    private String customerNumber;

    private Role role;
    private boolean active;
    private boolean available;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected Account() {}

    /**
     * Opens an account: active, and available for complaints where the role works them.
     *
     * @param number       of the customer, without its prefix
     * @param passwordHash a PHC string
     */
    static Account open(
            String username, EditProfile profile, String passwordHash, Role role, long number, Instant now) {
        Account account = new Account();
        account.id = UUID.randomUUID();
        account.username = username;
        account.passwordHash = passwordHash;
        account.customerNumber = "C-%06d".formatted(number);
        account.role = role;
        account.active = true;
        account.available = role.isStaff();
        account.createdAt = now;
        account.apply(profile);
        account.updatedAt = now;
        return account;
    }

    /**
     * Takes over what is in a profile.
     *
     * @return whether that changed anything
     */
    boolean edit(EditProfile profile, Instant now) {
        EditProfile before = EditProfile.of(this);
        apply(profile);
        return touchedIf(!before.equals(EditProfile.of(this)), now);
    }

    private void apply(EditProfile profile) {
        emailVerified = emailVerified && profile.email().equals(email);
        email = profile.email();
        firstName = profile.firstName();
        lastName = profile.lastName();
        phone = blankToNull(profile.phone());
        address = blankToNull(profile.address());
    }

    private boolean touchedIf(boolean changed, Instant now) {
        if (changed) {
            updatedAt = now;
        }
        return changed;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Replaces the password by one that was checked and hashed. */
    void changePassword(String newHash, Instant now) {
        passwordHash = newHash;
        updatedAt = now;
    }

    /** The same for one that its owner chose by a mailed link, which shows that the mail is theirs. */
    public void resetPassword(String newHash, Instant now) {
        changePassword(newHash, now);
        emailVerified = true;
    }

    /** Its owner has shown that the e-mail address is theirs. */
    public void verifyEmail(Instant now) {
        emailVerified = true;
        updatedAt = now;
    }

    /** Keeps the same password under a hash of today's strength; nobody sees a difference. */
    public void rehash(String newHash) {
        passwordHash = newHash;
    }

    /** Gives the account another role; who works complaints no longer is not available for them either. */
    void become(Role newRole, Instant now) {
        if (!role.isStaff() && newRole.isStaff()) {
            available = true;
        } else if (!newRole.isStaff()) {
            available = false;
        }
        role = newRole;
        updatedAt = now;
    }

    /**
     * Says whether new complaints may be assigned to this agent.
     *
     * @return whether that changed anything
     */
    boolean setAvailable(boolean value, Instant now) {
        boolean different = available != value;
        available = value;
        return touchedIf(different, now);
    }

    /** Lets nobody sign in with this account until it is activated again. */
    void deactivate(Instant now) {
        active = false;
        updatedAt = now;
    }

    /** Lets its owner sign in again. */
    void activate(Instant now) {
        active = true;
        updatedAt = now;
    }

    /** Whether this is one of those admins of whom one must remain. */
    boolean isActiveAdmin() {
        return active && role == Role.ADMIN;
    }

    /** The account as the other services know it. */
    public UserSnapshot snapshot() {
        return new UserSnapshot(id, username, name(), email, role, active, available);
    }

    /** First and last name. */
    public String name() {
        return firstName + " " + lastName;
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Role role() {
        return role;
    }

    public boolean isActive() {
        return active;
    }

    /** Where its owner gets mail. */
    public String email() {
        return email;
    }

    /** Whether its owner has shown that the e-mail address is theirs. */
    public boolean isEmailVerified() {
        return emailVerified;
    }

    String firstName() {
        return firstName;
    }

    String lastName() {
        return lastName;
    }

    String phone() {
        return phone;
    }

    String address() {
        return address;
    }

    String customerNumber() {
        return customerNumber;
    }

    boolean isAvailable() {
        return available;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long version() {
        return version;
    }
}
