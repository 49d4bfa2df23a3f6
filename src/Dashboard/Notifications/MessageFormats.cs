using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;

namespace BackupDashboard.Notifications;

// What each kind of channel makes of a message. Texts are made by others, so in every format they are text and nothing else.
internal static class MessageFormats
{
    // Microsoft Teams refuses more.
    public const int LargestCard = 28 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    public static string Subject(NotificationMessage message) =>
        message.Purpose is NotificationPurpose.Alarm ? $"[{NotificationWords.Of(message.Severity)}] {message.Title}" : message.Title;

    /// <summary>Lines of plain text, as in a mail.</summary>
    public static string Text(NotificationMessage message, Uri? link)
    {
        var text = new StringBuilder().AppendLine(Subject(message)).AppendLine();
        foreach (var line in message.Lines)
            text.AppendLine(Line(line));
        if (More(message) is { } more)
            text.AppendLine(more);
        if (link is not null)
            text.AppendLine().AppendLine(link.ToString());
        return text.ToString();
    }

    public static string Webhook(Delivery delivery, Uri? link) => JsonSerializer.Serialize(
        new
        {
            Type = $"alarm.{delivery.Message.Purpose.ToString().ToLowerInvariant()}",
            Timestamp = delivery.CreatedAt,
            Data = new
            {
                delivery.Message.Title,
                Severity = delivery.Message.Severity.ToString().ToLowerInvariant(),
                Alarms = delivery.Message.Lines.Select(line => new
                {
                    Id = line.AlarmId,
                    Kind = line.Kind is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : null,
                    line.Zone,
                    line.At,
                    line.Text,
                    line.IsOver,
                }),
                delivery.Message.More,
                Link = link,
            },
        },
        Json);

    public static string Slack(NotificationMessage message, Uri? link)
    {
        var text = new StringBuilder($"*{Escaped(Subject(message))}*\n");
        foreach (var line in message.Lines)
            text.Append(Escaped(Line(line))).Append('\n');
        if (More(message) is { } more)
            text.Append(more).Append('\n');
        if (link is not null)
            text.Append('<').Append(link).Append("|Open the console>");
        return JsonSerializer.Serialize(new { Text = text.ToString() }, Json);

        // The three characters that mean something to Slack: https://docs.slack.dev/messaging/formatting-message-text
        static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    /// <summary>As a workflow of Microsoft Teams wants it: as many lines as fit.</summary>
    public static string Card(NotificationMessage message, Uri? link)
    {
        for (var lines = message.Lines.Count; ; lines--)
        {
            var left = message.Lines.Count - lines;
            var card = CardOf(message with { Lines = [.. message.Lines.Take(lines)], More = message.More + left }, link);
            if (Encoding.UTF8.GetByteCount(card) < LargestCard || lines == 0)
                return card;
        }
    }

    private static string CardOf(NotificationMessage message, Uri? link)
    {
        // Runs of text, and no text blocks: those would read marks of Markdown in it.
        List<object> body = [Block(Subject(message), "Bolder"), .. message.Lines.Select(line => Block(Line(line), "Default"))];
        if (More(message) is { } more)
            body.Add(Block(more, "Default"));
        return JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["type"] = "message",
                ["attachments"] = new object[]
                {
                    new Dictionary<string, object?>
                    {
                        ["contentType"] = "application/vnd.microsoft.card.adaptive",
                        ["contentUrl"] = null,
                        ["content"] = new Dictionary<string, object>
                        {
                            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                            ["type"] = "AdaptiveCard",
                            ["version"] = "1.4",
                            ["body"] = body,
                            ["actions"] = link is null
                                ? Array.Empty<object>()
                                : [new { Type = "Action.OpenUrl", Title = "Open the console", Url = link.ToString() }],
                        },
                    },
                },
            },
            Json);

        static object Block(string text, string weight) =>
            new { Type = "RichTextBlock", Inlines = new[] { new { Type = "TextRun", Text = text, Weight = weight } } };
    }

    // A moment belongs to an alarm.
    private static string Line(NotificationLine line) => line.Kind is { } kind
        ? $"{ViewerTime.Utc(line.At)} · {(line.IsOver ? "Over: " : "")}{AlarmView.Of(kind)} · {line.Text}"
        : line.Text;

    private static string? More(NotificationMessage message) =>
        message.More == 0 ? null : $"And {Format.Count(message.More)} more, which the console shows.";
}
