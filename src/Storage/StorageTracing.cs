using System.Diagnostics;

namespace Router.Storage;

/// <summary>The store's spans, source <c>Router</c>: <c>store.commit</c> is one transaction, its fsync included, with the writes that shared it.</summary>
internal static class StorageTracing
{
    private static readonly ActivitySource Source = new("Router");

    public static Activity? StartCommit(int writes) => Source.HasListeners() ? Source.StartActivity("store.commit")?.SetTag("writes", writes) : null;
}
