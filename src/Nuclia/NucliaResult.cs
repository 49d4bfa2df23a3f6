using System.Diagnostics.CodeAnalysis;

namespace BackupDashboard.Nuclia;

/// <summary>The outcome of a call: a value, or the reason why there is none.</summary>
public sealed class NucliaResult<T>
{
    private readonly T? _value;

    internal NucliaResult(T? value, NucliaError? error) => (_value, Error) = (value, error);

    /// <summary>True when there is a <see cref="Value"/>, false when there is an <see cref="Error"/>.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The value. Reading it of a failure is a programming error.</summary>
    /// <exception cref="InvalidOperationException">The call failed.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value: {Error}");

    /// <summary>The reason of the failure; null on success.</summary>
    public NucliaError? Error { get; }

    /// <summary>Returns the value, or the reason why there is none.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out NucliaError? error)
    {
        (value, error) = (_value, Error);
        return IsSuccess;
    }

    /// <summary>Maps either outcome.</summary>
    public TOut Match<TOut>(Func<T, TOut> success, Func<NucliaError, TOut> failure)
    {
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(failure);
        return IsSuccess ? success(_value!) : failure(Error);
    }

    /// <inheritdoc/>
    public override string ToString() => IsSuccess ? $"{_value}" : $"{Error}";
}

/// <summary>Creates results; fakes use it as the client does.</summary>
public static class NucliaResult
{
    public static NucliaResult<T> Ok<T>(T value) => new(value, null);

    public static NucliaResult<T> Failed<T>(NucliaError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(default, error);
    }
}
