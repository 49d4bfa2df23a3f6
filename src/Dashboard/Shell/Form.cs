using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BackupDashboard.Shell;

/// <summary>A form while it is filled in. What is typed can be had as text, and from one, so that it can outlive the page.</summary>
/// <typeparam name="TDraft">
/// What the form fills. Its public properties are compared; a secret, which no text has, is marked with
/// <see cref="PasswordPropertyTextAttribute"/>.
/// </typeparam>
/// <param name="draft">As the form is opened with it.</param>
/// <param name="seen">The operation that had last set what is changed; null for something new.</param>
public sealed class Form<TDraft>(TDraft draft, Guid? seen = null)
    where TDraft : class
{
    // Strict, because it may come from the version before: what no longer fits is better typed again than half understood.
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutSecrets } },
    };

    private string _saved = JsonSerializer.Serialize(draft);

    public TDraft Draft { get; private set; } = draft;

    public Guid? Seen { get; private set; } = seen;

    /// <summary>Since it was opened or saved.</summary>
    public bool HasChanges => JsonSerializer.Serialize(Draft) != _saved;

    /// <summary>Whether something has to be typed again once <see cref="TryRead"/> has brought the rest back.</summary>
    public bool HasSecrets { get; } = typeof(TDraft).GetProperties().Any(IsSecret);

    /// <summary>Before the page is left because of it.</summary>
    public void IsSaved() => _saved = JsonSerializer.Serialize(Draft);

    /// <returns>Null if nothing has changed.</returns>
    public string? Write() => HasChanges ? JsonSerializer.Serialize(new Kept(Seen, Draft), Options) : null;

    /// <summary>Takes what <see cref="Write"/> has written.</summary>
    /// <returns>False if nothing was taken: it cannot be read, or is what is there already.</returns>
    public bool TryRead(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<Kept>(text, Options) is not { } kept)
                return false;

            (Draft, Seen) = (kept.Draft, kept.Seen);
            return HasChanges;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void LeaveOutSecrets(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].AttributeProvider is { } property && IsSecret(property))
                type.Properties.RemoveAt(index);
        }
    }

    private static bool IsSecret(ICustomAttributeProvider property) =>
        property.IsDefined(typeof(PasswordPropertyTextAttribute), inherit: true);

    private sealed record Kept(Guid? Seen, TDraft Draft);
}
