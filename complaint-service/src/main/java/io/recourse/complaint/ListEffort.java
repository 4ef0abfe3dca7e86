package io.recourse.complaint;

/**
 * How much a page may cost.
 *
 * @param few          candidates that are gathered before anything else is tried
 * @param many         candidates that are gathered when a first look along the order did not fill the page
 * @param firstLook    complaints that the first look is at, about
 * @param longestLook  complaints that one of the further looks is at, which grow up to it
 * @param mostOfTime   candidates of a time of filing that are gathered in its stead, for they lie side by side
 * @param mostLooks    complaints that are looked at before a page is given as it is
 * @param rareEntries  entries of the index of words up to which all complaints that have the words are gathered
 * @param mostEntries  entries of the index of words up to which they are gathered from one window in time after the
 *                     other; where there are more, it is quicker to walk along the order
 * @param mostInWindow candidates that are gathered from one window in time
 */
record ListEffort(
        int few,
        int many,
        int mostOfTime,
        int firstLook,
        int longestLook,
        int mostLooks,
        int rareEntries,
        int mostEntries,
        int mostInWindow) {

    /** As measured with a million complaints: see deploy/bench. */
    static final ListEffort USUAL = new ListEffort(200, 6_000, 40_000, 1_000, 30_000, 100_000, 3_000, 20_000, 2_000);
}
