using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

/// <summary>Circuits per person, including those whose connection is lost and may come back.</summary>
public sealed class CircuitCount(IOptions<CircuitsOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Most => options.Value.PerPerson;

    public int Of(string person)
    {
        lock (_gate)
            return _counts.GetValueOrDefault(person);
    }

    /// <returns>False at the limit; then nothing is counted.</returns>
    public bool TryEnter(string person)
    {
        lock (_gate)
        {
            var count = _counts.GetValueOrDefault(person);
            if (count >= Most)
                return false;

            _counts[person] = count + 1;
            return true;
        }
    }

    public void Leave(string person)
    {
        lock (_gate)
        {
            if (_counts[person] == 1)
                _counts.Remove(person);
            else
                _counts[person]--;
        }
    }
}
