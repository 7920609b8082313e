namespace Router.Storage.Migration;

/// <summary>What a store holds, as numbers that two stores with the same contents have in common.</summary>
/// <param name="Grains">Rows.</param>
/// <param name="Parts">Their parts.</param>
/// <param name="Entries">Entries of the journal.</param>
/// <param name="GrainChecksum">Of all rows: keys, states, due times, lists and parts.</param>
/// <param name="JournalChecksum">Of all entries, and of their order within each grain.</param>
public sealed record StoreSummary(long Grains, long Parts, long Entries, string GrainChecksum, string JournalChecksum);
