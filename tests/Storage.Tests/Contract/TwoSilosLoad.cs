namespace Router.Storage.Tests.Contract;

/// <summary>How much two silos do to one store.</summary>
/// <param name="Rounds">Grains that both create at once.</param>
/// <param name="Keys">Grains that all write.</param>
/// <param name="Steps">Writes of each of the eight writers.</param>
/// <param name="Entries">Journal entries of each silo that are followed.</param>
/// <param name="Lanes">How many of those are written at once.</param>
/// <param name="Page">How many are read at once.</param>
public sealed record TwoSilosLoad(int Rounds, int Keys, int Steps, int Entries, int Lanes, int Page);
