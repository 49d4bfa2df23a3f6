using System.Text;
using BackupDashboard.Access;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Whom an endpoint lets in at all.</summary>
public enum Gate
{
    Everybody,

    /// <summary>Anyone who is signed in, with any roles.</summary>
    SignedIn,

    /// <summary>Anyone who may view something.</summary>
    Viewers,
}

/// <summary>What decides, besides the gate.</summary>
public enum Reach
{
    /// <summary>The address names no object.</summary>
    Nothing,

    /// <summary>The zone in the address has to be in sight.</summary>
    Zone,

    /// <summary>The knowledge box, or what is of it, has to be in sight, and the row's right has to reach it.</summary>
    Box,

    /// <summary>An operation on such a box.</summary>
    Operation,

    /// <summary>A schedule or a retention rule of such a box, of the team that owns it.</summary>
    Rule,
}

/// <summary>An endpoint, who may use it, and how it is asked.</summary>
/// <param name="Endpoint">Its methods and its pattern, as the program maps it.</param>
/// <param name="Status">What those get who may.</param>
public sealed record HttpRow(string Endpoint, Gate Gate, Reach Reach, Right Right, int Status, Func<Item, string> Path)
{
    public const string SignIn = "/sign-in";

    /// <summary>
    /// Whither a browser without a session is sent. What was posted is not: it could not be sent once more after the sign-in.
    /// </summary>
    public string SentTo { get; init; } = SignIn;

    /// <summary>What those get who are signed in, where it is something else than everyone else gets.</summary>
    public int? StatusSignedIn { get; init; }

    /// <summary>Where an endpoint is asked in more than one way.</summary>
    public string Variant { get; init; } = "";

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public Func<Item, string>? Body { get; init; }

    /// <summary>False where the console shows the same frame to all and the circuit, tested by itself, draws what is in it.</summary>
    public bool TellsWhatIsMissing { get; init; } = true;

    public bool IsCommand => Reach is not Reach.Nothing && Method != HttpMethod.Get;

    public bool HasHead => Endpoint.StartsWith("GET|HEAD", StringComparison.Ordinal);

    public HttpRequestMessage RequestFor(Uri server, Item item, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? Method, new Uri(server, Path(item)));
        if (Body is not null)
            request.Content = new StringContent(Body(item), Encoding.UTF8, "application/json");
        return request;
    }

    public override string ToString() => Variant.Length == 0 ? Endpoint : $"{Endpoint} ({Variant})";
}
