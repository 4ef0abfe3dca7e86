package io.recourse.classifier.budget;

/** The day's budget has no room for another request. */
public class BudgetSpentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BudgetSpentException() {
        super("the budget of the day is spent", null, false, false);
    }
}
