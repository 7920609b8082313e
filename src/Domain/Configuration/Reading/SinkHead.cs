using Router.Domain.Delivery;

namespace Router.Domain.Configuration.Reading;

/// <summary>What every sink has, read before the rest.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Events">What it takes.</param>
/// <param name="Tests">It takes tests.</param>
internal readonly record struct SinkHead(string Id, ImmutableHashSet<NotificationType> Events, bool Tests);
