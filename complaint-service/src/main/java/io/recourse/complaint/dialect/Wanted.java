package io.recourse.complaint.dialect;

import java.util.List;

import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintSort;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Priority;

/** Which complaints a list of an older desk has, the newest first. */
final class Wanted {

    private List<ComplaintStatus> statuses = List.of();
    private List<Priority> priorities = List.of();
    private List<Category> categories = List.of();
    private String assignedTo;
    private String createdBy;
    private Boolean followUp;
    private String search;

    Wanted status(Vocabulary<ComplaintStatus> words, List<String> given) {
        statuses = words.any(given);
        return this;
    }

    Wanted priority(Vocabulary<Priority> words, List<String> given) {
        priorities = words.any(given);
        return this;
    }

    Wanted category(List<String> given) {
        categories = ComplaintFilter.values("category", given, Category::fromString);
        return this;
    }

    /** @param reference a username, an id, {@code me} or {@code none}; null for anybody */
    Wanted assignedTo(String reference) {
        assignedTo = ComplaintFilter.text("assigned_to", reference);
        return this;
    }

    /** @param reference a username, an id or {@code me}; null for anybody */
    Wanted createdBy(String reference) {
        createdBy = ComplaintFilter.text("username", reference);
        return this;
    }

    /** @param wanted whether only those that refer to another one, or only the others; null for both */
    Wanted followUp(Boolean wanted) {
        followUp = wanted;
        return this;
    }

    /** @param words of title and description, the last one perhaps only begun; null for any */
    Wanted search(String words) {
        search = ComplaintFilter.text("search", words);
        return this;
    }

    ComplaintFilter filter() {
        return new ComplaintFilter(
                List.of(),
                statuses,
                priorities,
                categories,
                assignedTo,
                createdBy,
                null,
                null,
                followUp,
                null,
                null,
                search,
                ComplaintSort.NEWEST);
    }
}
