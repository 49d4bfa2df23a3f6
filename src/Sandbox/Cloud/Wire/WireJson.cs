using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackupDashboard.Sandbox.Cloud.Wire;

internal static class WireJson
{
    // What the cloud writes: snake case, nulls included, other scripts unescaped.
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }
}
