package io.recourse.complaint;

import java.util.Optional;

/**
 * New values for fields of a complaint; empty leaves a field as it is. Fields that may be cleared have a second layer,
 * which is empty for clearing.
 */
public record Revision(
        Optional<String> title,
        Optional<String> description,
        Optional<Visibility> visibility,
        Optional<Priority> priority,
        Optional<Category> category,
        Optional<Optional<Integer>> serviceTypeId,
        Optional<Optional<String>> resolution) {

    /** A revision of nothing but what staff sort complaints by. */
    static Revision ofTriage(Optional<Priority> priority, Optional<Category> category) {
        return new Revision(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                priority,
                category,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it touches what customers may change of their own complaints. */
    boolean ofWording() {
        return title.isPresent() || description.isPresent() || visibility.isPresent();
    }

    /** Whether it touches what customers choose when they file and staff alone change later. */
    boolean ofTriage() {
        return priority.isPresent() || category.isPresent() || serviceTypeId.isPresent();
    }
}
