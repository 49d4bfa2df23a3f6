using System.Text.Json;

namespace BackupDashboard.Nuclia.Wire;

// Refuses what the serializer accepts.
internal static class Answer
{
    public static T Whole<T>(T? answer)
        where T : class => answer ?? throw new JsonException("It is empty");
}
