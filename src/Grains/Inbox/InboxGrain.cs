using Router.Domain.Inbox;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Grains.Inbox;

/// <summary>Hands a webhook of the inbox to its issue, then removes the row: a crash between them hands it over again, and the issue sees a duplicate.</summary>
[GrainType(InboxStore.GrainType)]
internal sealed class InboxGrain(IGrainStateStorage storage) : Grain, IInboxGrain
{
    public async Task WakeAsync()
    {
        DeactivateOnIdle();
        var key = new GrainKey(InboxStore.GrainType, this.GetPrimaryKeyString());
        if (await storage.ReadAsync(key) is not { } row)
            return;
        var (alert, route) = InboxStore.Read(row.State);
        await GrainFactory.GetGrain<IIssueGrain>(GrainId.Create(IssueStore.GrainType, alert.Issue.Value)).IngestAsync(alert, route);
        try
        {
            await storage.CommitAsync(InboxStore.Remove(key, row));
        }
        catch (StoreConflictException)
        {
            // Another silo's activation handed it over too.
        }
    }
}
