namespace Router.Storage.AzureTables;

/// <summary>What the writers of all partitions share.</summary>
internal sealed record WriterContext(
    AzureStoreOptions Options, AzureConnections Connections, GrainReader Reader, LargeValues Large, HeadCache Heads,
    StorageMetrics Metrics, CommitHealth Health, QueueRoom Room, JournalClock Clock, TimeProvider Time);
