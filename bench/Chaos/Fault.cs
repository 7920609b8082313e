namespace Router.Chaos;

/// <summary>Something that goes wrong.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Begin">Makes it.</param>
/// <param name="Lasts">For how long.</param>
/// <param name="End">Ends it, before everything is started that does not run.</param>
/// <param name="TouchesStore">The database is not there meanwhile, so webhooks may be refused.</param>
public sealed record Fault(string Name, Func<Task> Begin, TimeSpan Lasts, Func<Task> End, bool TouchesStore = false)
{
    /// <summary>Looks whether it is there while it lasts; null for those that can't fail to be.</summary>
    public Func<Task<Sighting>>? See { get; init; }
}
