using MailingList.Mta.Submission;
using MailingList.Mta.Tests.Support;

namespace MailingList.Mta.Tests.Submission;

public sealed class DirectorySubmitterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DirectorySubmitter _submitter;

    public DirectorySubmitterTests() => _submitter = new DirectorySubmitter(_folder.Path);

    public void Dispose()
    {
        _submitter.Dispose();
        _folder.Dispose();
    }

    private IEnumerable<string?> Files() => Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private string Text(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));

    private void Put(string name) => File.WriteAllText(Path.Combine(_folder.Path, name), "old");

    [Fact]
    public void A_batch_is_a_message_and_an_envelope_of_the_same_number()
    {
        _submitter.Submit(Some.Batch("anna@example.net", "Berta@Example.org"), Some.Message("Subject: x\n\nbody\n"));

        Assert.Equal(["000001.eml", "000001.envelope"], Files());
        Assert.Equal("Subject: x\n\nbody\n", Text("000001.eml"));
        Assert.Equal("dev-bounces@lists.example.org\nanna@example.net\nBerta@Example.org\n", Text("000001.envelope"));
    }

    [Fact]
    public void The_null_return_path_is_an_empty_first_line()
    {
        _submitter.Submit(Some.BatchFrom(string.Empty, "anna@example.net"), Some.Message());

        Assert.Equal("\nanna@example.net\n", Text("000001.envelope"));
    }

    [Fact]
    public void Recipients_are_written_as_on_the_wire()
    {
        _submitter.Submit(Some.Batch("a..b@example.net", "anna@bücher.example", "jörg@example.net"), Some.Message());

        Assert.Equal(
            "dev-bounces@lists.example.org\n\"a..b\"@example.net\nanna@xn--bcher-kva.example\njörg@example.net\n", Text("000001.envelope"));
    }

    [Fact]
    public void Two_batches_in_turn_have_numbers_of_their_own_and_the_same_message()
    {
        var message = Some.Message();
        _submitter.Submit(Some.Batch("a@example.net"), message);
        _submitter.Submit(Some.Batch("b@example.net"), message);

        Assert.Equal(["000001.eml", "000001.envelope", "000002.eml", "000002.envelope"], Files());
        Assert.Equal(Text("000001.eml"), Text("000002.eml"));
        Assert.EndsWith("\nb@example.net\n", Text("000002.envelope"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_stays_and_the_numbers_go_on_after_it()
    {
        Put("000041.eml");
        Put("readme.eml");
        Put("000007.eml");

        _submitter.Submit(Some.Batch(), Some.Message());

        Assert.Equal("old", Text("000041.eml"));
        Assert.Contains("000042.eml", Files());
        Assert.Contains("000042.envelope", Files());
    }

    [Fact]
    public void After_six_digits_come_seven()
    {
        Put("999999.eml");

        _submitter.Submit(Some.Batch(), Some.Message());

        Assert.Contains("1000000.eml", Files());
    }

    [Fact]
    public void The_number_of_an_envelope_that_is_there_alone_is_not_taken()
    {
        Put("000001.envelope");

        _submitter.Submit(Some.Batch(), Some.Message());

        Assert.Equal("old", Text("000001.envelope"));
        Assert.Contains("000002.eml", Files());
    }

    [Fact]
    public void A_folder_that_is_not_there_takes_nothing()
    {
        using var submitter = new DirectorySubmitter(Path.Combine(_folder.Path, "none"));

        Assert.Throws<DirectoryNotFoundException>(() => submitter.Submit(Some.Batch(), Some.Message()));
    }
}
