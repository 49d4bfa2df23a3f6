using System.Text.Json;

namespace BackupDashboard.Nuclia.Wire;

/// <summary>Refuses what the serializer lets through: an empty body, and null inside a list.</summary>
internal static class Answer
{
    public static T Whole<T>(T? answer)
        where T : class => answer ?? throw new JsonException("It is empty.");

    public static IReadOnlyList<TOut> Each<TIn, TOut>(TIn?[]? answer, Func<TIn, TOut> map)
        where TIn : class =>
        Array.ConvertAll(Whole(answer), item => map(item ?? throw new JsonException("An entry of the list is null.")));
}
