namespace BackupDashboard.Sandbox.Identity;

/// <summary>Somebody as the directory has them now.</summary>
/// <param name="Disabled">Gets no tokens any more: neither by signing in nor by refreshing.</param>
/// <param name="Overage">Is in more groups than fit: tokens say so instead of naming them, as Entra's do above 200.</param>
public sealed record Resident(
    Person Person, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, bool Disabled = false, bool Overage = false);

/// <summary>The directory, to be changed while people are signed in. Tokens say what it holds when they are issued.</summary>
public sealed class Register
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<Resident> _people = AtFirst();
    private volatile bool _tokensFail;
    private volatile bool _rotatesStrictly;

    public IReadOnlyList<Resident> People => _people;

    /// <summary>True: the token endpoint answers 503, whatever it is asked.</summary>
    public bool TokensFail
    {
        get => _tokensFail;
        set => _tokensFail = value;
    }

    /// <summary>True: a refresh token is good once. Entra lets an old one live on beside its successor.</summary>
    public bool RotatesStrictly
    {
        get => _rotatesStrictly;
        set => _rotatesStrictly = value;
    }

    public Resident? Find(Guid objectId) => _people.FirstOrDefault(one => one.Person.ObjectId == objectId);

    /// <returns>Null when nobody has this id.</returns>
    public Resident? Change(Guid objectId, Func<Resident, Resident> change)
    {
        lock (_gate)
        {
            _people = [.. _people.Select(one => one.Person.ObjectId == objectId ? change(one) : one)];
            return Find(objectId);
        }
    }

    /// <summary>Everybody is again as they were at the start, and tokens are issued as at the start.</summary>
    public void Reset()
    {
        lock (_gate)
            _people = AtFirst();
        (TokensFail, RotatesStrictly) = (false, false);
    }

    private static IReadOnlyList<Resident> AtFirst() =>
        [.. Residents.People.Select(person => new Resident(person, person.Roles, person.Groups))];
}
