using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>Runs that are compared take turns, so that a drift of the machine hits all.</summary>
public static class Rounds
{
    /// <summary>Each run's results in rounds, in the order given.</summary>
    public static async Task<IReadOnlyList<LoadResult>[]> AlternateAsync(int rounds, params Func<Task<LoadResult>>[] runs)
    {
        var results = runs.Select(_ => new List<LoadResult>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
                results[i].Add(await runs[i]());
        }

        return results;
    }
}
