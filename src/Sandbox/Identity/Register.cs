namespace BackupDashboard.Sandbox.Identity;

/// <summary>A person as the directory has them now.</summary>
/// <param name="Disabled">Gets no tokens: neither by signing in nor by refreshing.</param>
/// <param name="Overage">In more groups than fit: tokens say so instead of naming them, as Entra's do above 200.</param>
public sealed record Resident(
    Person Person, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, bool Disabled = false, bool Overage = false);

/// <summary>The directory, which can be changed while people are signed in. Tokens contain what it holds when they are issued.</summary>
public sealed class Register
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<Resident> _people = AtFirst();
    private volatile bool _tokensFail;
    private volatile bool _rotatesStrictly;

    public IReadOnlyList<Resident> People => _people;

    /// <summary>True: the token endpoint always answers 503.</summary>
    public bool TokensFail
    {
        get => _tokensFail;
        set => _tokensFail = value;
    }

    /// <summary>True: a refresh token can be used once. Entra keeps an old one valid beside its successor.</summary>
    public bool RotatesStrictly
    {
        get => _rotatesStrictly;
        set => _rotatesStrictly = value;
    }

    public Resident? Find(Guid objectId) => _people.FirstOrDefault(one => one.Person.ObjectId == objectId);

    /// <returns>Null if no one has this id.</returns>
    public Resident? Change(Guid objectId, Func<Resident, Resident> change)
    {
        lock (_gate)
        {
            _people = [.. _people.Select(one => one.Person.ObjectId == objectId ? change(one) : one)];
            return Find(objectId);
        }
    }

    /// <summary>Resets people and tokens to the state at the start.</summary>
    public void Reset()
    {
        lock (_gate)
            _people = AtFirst();
        (TokensFail, RotatesStrictly) = (false, false);
    }

    private static IReadOnlyList<Resident> AtFirst() =>
        [.. Residents.People.Select(person => new Resident(person, person.Roles, person.Groups))];
}
