package io.recourse.complaint;

/**
 * A complaint as its row alone tells of it: with the ids of people and of the service type, without their names; and
 * without images and likely duplicates, of which there is only the number. {@link ComplaintDetails} adds what is missing.
 */
record ComplaintRow(ComplaintView view, int images, int duplicates) {

    long id() {
        return view.id();
    }
}
