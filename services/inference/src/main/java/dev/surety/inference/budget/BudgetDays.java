package dev.surety.inference.budget;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.contract.Percent;
import dev.surety.request.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Days of budgets as the database has them. Blocking. */
@ApplicationScoped
class BudgetDays {

    private static final String TODAY =
            """
            WITH today AS (SELECT budget_now() AS now, (budget_now() AT TIME ZONE 'UTC')::date AS day)
            SELECT today.day,
                   coalesce(sum(CASE WHEN expires_at > now THEN used ELSE committed END), 0) AS spent,
                   coalesce(sum(CASE WHEN expires_at > now THEN amount - used ELSE 0 END), 0) AS leased,
                   ARRAY(SELECT share FROM budget_share s WHERE s.budget = ? AND s.day = today.day ORDER BY share) AS shares
              FROM today LEFT JOIN budget_lease l ON l.budget = ? AND l.day = today.day
             GROUP BY today.day
            """;

    private final Bounded database;

    BudgetDays(DataSource database, BudgetConfig config) {
        this.database = new Bounded(database, config.timeout());
    }

    /** @throws ProblemException {@code unavailable} when the database does not answer */
    BudgetMessage today(Contract.Budget budget) {
        try {
            return database.run(connection -> today(connection, budget));
        } catch (SQLException away) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "budgets can't be read at the moment", away);
        }
    }

    private static BudgetMessage today(Connection connection, Contract.Budget budget) throws SQLException {
        try (var statement = connection.prepareStatement(TODAY)) {
            statement.setString(1, budget.budget());
            statement.setString(2, budget.budget());
            try (var row = statement.executeQuery()) {
                row.next();
                return message(budget, row);
            }
        }
    }

    private static BudgetMessage message(Contract.Budget budget, ResultSet row) throws SQLException {
        var perDay = budget.perDayUsd().usd();
        var spent = row.getBigDecimal("spent");
        var leased = row.getBigDecimal("leased").max(BigDecimal.ZERO);
        return new BudgetMessage(
                budget.budget(),
                budget.tenant(),
                budget.group(),
                budget.owner(),
                row.getObject("day", LocalDate.class),
                budget.perDayUsd(),
                new Money(spent),
                new Money(leased),
                new Money(perDay.subtract(spent).subtract(leased).max(BigDecimal.ZERO)),
                shares(row));
    }

    private static List<String> shares(ResultSet row) throws SQLException {
        return Arrays.stream((BigDecimal[]) row.getArray("shares").getArray()).map(share -> new Percent(share).toString()).toList();
    }
}
