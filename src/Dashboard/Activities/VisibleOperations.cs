using System.Linq.Expressions;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Storage;

namespace BackupDashboard.Activities;

// Grants.CanView as a condition of the database, so that pages and totals are right.
internal static class VisibleOperations
{
    public static IQueryable<OperationRow> VisibleTo(this IQueryable<OperationRow> rows, Grants grants) =>
        grants.CanViewEverything ? rows : rows.Where(Any([.. grants.Teams.Where(team => team.Has(Right.View)).Select(Seen), Own(grants)]));

    private static Expression<Func<OperationRow, bool>> Own(Grants grants)
    {
        var teams = grants.Teams.Select(team => team.Name).ToList();
        return row => row.Team != null && teams.Contains(row.Team);
    }

    private static Expression<Func<OperationRow, bool>> Seen(Team team)
    {
        Expression<Func<OperationRow, bool>> inZone = team.Zones is { } zones ? row => zones.Contains(row.Zone) : row => true;
        return team.Boxes is { } patterns ? Both(inZone, Any(patterns.Select(Matching))) : inZone;
    }

    private static Expression<Func<OperationRow, bool>> Matching(string pattern) =>
        row => DashboardContext.Glob(pattern, row.KnowledgeBoxSlug);

    private static Expression<Func<OperationRow, bool>> Any(IEnumerable<Expression<Func<OperationRow, bool>>> conditions) =>
        conditions.Aggregate((Expression<Func<OperationRow, bool>>)(row => false), (left, right) => Joined(left, right, Expression.OrElse));

    private static Expression<Func<OperationRow, bool>> Both(
        Expression<Func<OperationRow, bool>> left, Expression<Func<OperationRow, bool>> right) =>
        Joined(left, right, Expression.AndAlso);

    private static Expression<Func<OperationRow, bool>> Joined(
        Expression<Func<OperationRow, bool>> left, Expression<Func<OperationRow, bool>> right, Func<Expression, Expression,
            BinaryExpression> join) =>
        Expression.Lambda<Func<OperationRow, bool>>(
            join(left.Body, new Renamed(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
