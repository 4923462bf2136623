namespace MailingList.Replication.Tests.Consul.Support;

/// <summary>Tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedConsulTests : ICollectionFixture<SharedConsul>
{
    internal const string Name = "one Consul";
}
