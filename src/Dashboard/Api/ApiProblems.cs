using System.Text.Json;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Api;

/// <summary>The problems that only programs meet, and those of operations as programs meet them.</summary>
internal static class ApiProblems
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    public static ApiProblem InvalidParameters(IReadOnlyDictionary<string, string> errors) =>
        new ApiProblem(StatusCodes.Status400BadRequest, "invalid-parameters", "Some parameters are invalid: " + Sentence(errors))
            .With("errors", errors);

    public static ApiProblem InvalidBody(string name, string error) => InvalidBody(new Dictionary<string, string> { [name] = error });

    public static ApiProblem InvalidBody(IReadOnlyDictionary<string, string> errors) =>
        new ApiProblem(StatusCodes.Status400BadRequest, "invalid-body", "The body is invalid: " + Sentence(errors))
            .With("errors", errors);

    public static ApiProblem IdempotencyKey { get; } = new(StatusCodes.Status400BadRequest, "idempotency-key",
        $"An {RequestKeys.Header} can be given once, and has 1 to {RequestKeys.MaximumLength} visible ASCII characters.");

    public static ApiProblem Antiforgery { get; } = new(StatusCodes.Status400BadRequest, "antiforgery",
        $"A request by cookie that changes something needs the antiforgery header. GET {ApiExtensions.Root}/antiforgery returns its "
            + "name and value.");

    public static ApiProblem NotAcceptable { get; } =
        new(
            StatusCodes.Status406NotAcceptable, "not-acceptable",
            "Everything here is application/json, and problems are application/problem+json.");

    public static ApiProblem ZoneUnread(string zone) => new(StatusCodes.Status503ServiceUnavailable, "zone-unread",
        $"Zone '{zone}' has not been read since the dashboard was started, so nothing is known of it yet.", SoonEnough);

    public static ApiProblem NotRead { get; } = new(StatusCodes.Status503ServiceUnavailable, "not-read",
        "The dashboard's database cannot be read at the moment. Its log has the cause. Data that is read from the cloud is still "
            + "available.", SoonEnough);

    /// <summary>For statuses that something before the endpoints has set, without saying more.</summary>
    public static ApiProblem Bare(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "bad-request", "The request cannot be understood."),
        StatusCodes.Status401Unauthorized => new(status, "unauthenticated",
            "Not signed in: there is no valid token in the Authorization header, and no valid cookie. A cookie does not replace an "
                + "invalid token."),
        StatusCodes.Status403Forbidden => new(status, "forbidden", "This cannot be requested from where you are."),
        StatusCodes.Status404NotFound => new(status, "no-such-route", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new(
            status, "method-not-allowed", "The method is not allowed at this address. The header Allow lists those that are."),
        StatusCodes.Status413PayloadTooLarge => new(status, "too-large", $"A body has at most {ApiExtensions.MaximumBody} bytes."),
        StatusCodes.Status415UnsupportedMediaType => new(
            status, "unsupported-media-type", "A body is application/json in UTF-8, and says so in Content-Type."),
        StatusCodes.Status429TooManyRequests => new(
            status, TypeOf(ProblemKind.TooManyRequests), "Too many requests. The header Retry-After says when to try again."),
        _ => new(status, $"status-{status}", "The request cannot be answered."),
    };

    /// <summary>Nothing of the exception: the log has it, under the trace id.</summary>
    public static ApiProblem Mistake(string traceId) => new ApiProblem(StatusCodes.Status500InternalServerError, "internal-error",
        "An unexpected error occurred; the dashboard's log has the cause, under the trace id.").With("traceId", traceId);

    public static ApiProblem NoAccess(IReadOnlyList<Team> teams) => new(StatusCodes.Status403Forbidden, "no-access",
        "Nothing gives you the right 'View'. One of these app roles or groups would: "
            + "" + string.Join(", ", teams.Select(team => team.Member)) + ".");

    public static ApiProblem Of(RequestResult refused) => refused.Operation is { } active
        ? Of(refused.Problem!).With("operationId", active.Id)
        : Of(refused.Problem!);

    public static ApiProblem Of(OperationProblem problem) =>
        new(StatusOf(problem.Kind), TypeOf(problem.Kind), problem.Text,
            problem.RetryAfter ?? (StatusOf(problem.Kind) is StatusCodes.Status503ServiceUnavailable ? SoonEnough : null));

    public static string TypeOf(ProblemKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.SignedOut => StatusCodes.Status401Unauthorized,
        ProblemKind.NotAllowed or ProblemKind.SignInTooOld => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.AlreadyRequested or ProblemKind.SlugTaken or ProblemKind.ZoneNotAsked or ProblemKind.StillInProgress
            or ProblemKind.LimitReached
            or ProblemKind.BeingCreated or ProblemKind.RestoreRunning or ProblemKind.Pinned or ProblemKind.TooLate
            or ProblemKind.OutcomeUnknown
            or ProblemKind.ZoneGone or ProblemKind.DatabaseOlder or ProblemKind.UndoProlonged or ProblemKind.NotApplied
            or ProblemKind.NotConfirmed or ProblemKind.TreatedAsFailed or ProblemKind.PassedOver or ProblemKind.WindowOver
            or ProblemKind.NameTaken or ProblemKind.NotApproved or ProblemKind.ApprovalExpired or ProblemKind.FactsChanged =>
            StatusCodes.Status409Conflict,
        ProblemKind.SlugInvalid or ProblemKind.ReasonMissing or ProblemKind.ConfirmationMissing or ProblemKind.Refused
            or ProblemKind.OtherRequest or ProblemKind.RuleInvalid =>
            StatusCodes.Status422UnprocessableEntity,
        ProblemKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ProblemKind.NotWritten or ProblemKind.CallerNotConfirmed or ProblemKind.ZoneUnreachable or ProblemKind.SlowDown =>
            StatusCodes.Status503ServiceUnavailable,
    };

    private static string Sentence(IReadOnlyDictionary<string, string> errors) =>
        string.Join(" ", errors.Select(error => $"{error.Key}: {error.Value}"));
}
