using BackupDashboard.Journal;

namespace BackupDashboard.Operations;

/// <summary>Why channels and routes are not changed.</summary>
internal static class NotificationProblems
{
    public static OperationProblem Changed { get; } = new(ProblemKind.TooLate,
        "Someone else has changed this meanwhile. Look at it again before you change it.");

    public static OperationProblem ChannelNameTaken(string name) =>
        new(ProblemKind.NameTaken, $"There is a channel '{name}' already. Choose another name.");

    public static OperationProblem RouteNameTaken(string name) =>
        new(ProblemKind.NameTaken, $"There is a route '{name}' already. Choose another name.");

    public static OperationProblem NoChannel { get; } = new(ProblemKind.NotFound, "There is no such channel.");

    public static OperationProblem NoRoute { get; } = new(ProblemKind.NotFound, "There is no such route.");

    public static OperationProblem NoMessage { get; } = new(ProblemKind.NotFound,
        "This message is too old, or its channel is gone. Another one comes within a month; an administrator can send a test at once.");


    public static OperationProblem ChannelInUse(IReadOnlyList<string> routes) => new(ProblemKind.TooLate,
        $"The channel is used by {string.Join(", ", routes.Select(route => $"'{route}'"))}. Change or delete these routes first.");
}
