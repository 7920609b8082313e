namespace Router.Grains.Interfaces;

/// <summary>A webhook that waits for its issue. Key: the id of its row. Woken, it hands the webhook over and is no more.</summary>
[Alias("router.inbox")]
public interface IInboxGrain : IWakeable;
