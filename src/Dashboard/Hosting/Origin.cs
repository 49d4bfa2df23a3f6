namespace BackupDashboard.Hosting;

internal sealed record Origin(string Scheme, string Host, int Port)
{
    public static Origin? Parse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? new Origin(uri.Scheme, uri.IdnHost.ToLowerInvariant(), uri.Port)
            : null;

    public static Origin? Of(HttpRequest request) => Parse($"{request.Scheme}://{request.Host.ToUriComponent()}");

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
