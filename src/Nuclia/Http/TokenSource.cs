using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

// The current token. A mounted secret is replaced by swapping a symbolic link, which file watchers miss; the file is tiny, so it is read
// for every request.
internal sealed class TokenSource(IOptions<NucliaOptions> options, ILogger<TokenSource> logger)
{
    private volatile string? _lastGood;
    private volatile string? _lastProblem;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(options.Value.Token))
            return options.Value.Token.Trim();

        var path = options.Value.TokenFile!;
        var (token, problem) = await ReadAsync(path, cancellationToken);
        if (problem is null)
        {
            _lastProblem = null;
            return _lastGood = token;
        }

        if (problem != _lastProblem)
            Log.TokenFileUnusable(logger, path, problem);
        _lastProblem = problem;
        return _lastGood ?? throw new NucliaFailure(new(NucliaErrorKind.Unauthorized, $"There is no token: {problem}"));
    }

    // What is wrong with a token, without repeating it; null if nothing is.
    public static string? ProblemOf(string token) => token switch
    {
        "" => "it is empty",
        _ when !token.All(c => c is > ' ' and <= '~') => "it holds more than one line or word, or characters that no token has",
        _ => null,
    };

    public static string? ProblemOfFile(string path)
    {
        try
        {
            return ProblemOf(File.ReadAllText(path).Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static async Task<(string Token, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            return (token, ProblemOf(token) is { } problem ? $"the token file is of no use, {problem}" : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ("", $"the token file cannot be read ({e.GetType().Name})");
        }
    }
}
