namespace Router.Grains.Delivery;

/// <summary>The source of chance for jitter.</summary>
/// <returns>0 to 1.</returns>
internal delegate double Chance();
